import { describe, expect, test } from 'vitest';
import { Resources, synthesized } from './synthesized.ts';

const hardened = new Resources(synthesized({ stage: 'prod', hardened: 'true' }));
const prod = new Resources(synthesized({ stage: 'prod' }));
const [dataKey = ''] =
  hardened
    .ofType('AWS::KMS::Key')
    .find(([, { Properties }]) => Properties.Description === 'Laurel: what is stored.') ?? [];
const properties = (type: string) =>
  hardened.ofType(type).map(([, resource]) => JSON.stringify(resource.Properties));

describe('hardened', () => {
  test.each([
    ['AWS::DynamoDB::GlobalTable', 1],
    ['AWS::SQS::Queue', 6],
    ['AWS::SecretsManager::Secret', 1],
    ['AWS::Logs::LogGroup', 31],
    ['AWS::S3::Bucket', 2],
    ['AWS::Backup::BackupVault', 1],
  ])('%s lies under the stack’s own key', (type, count) => {
    expect(dataKey).not.toBe('');
    expect(properties(type)).toHaveLength(count);
    for (const written of properties(type)) expect(written).toContain(`{"Fn::GetAtt":["${dataKey}","Arn"]}`);
  });

  test('keys turn by themselves, and are kept with the data', () => {
    for (const [, key] of hardened.ofType('AWS::KMS::Key'))
      expect([key.Properties.EnableKeyRotation, key.DeletionPolicy]).toEqual([true, 'Retain']);
  });

  test('a backup a day is kept as long as an erased person may last, and cannot be deleted', () => {
    const { BackupPlan } = hardened.theOnly('AWS::Backup::BackupPlan') as {
      BackupPlan: { BackupPlanRule: { Lifecycle: { DeleteAfterDays: number } }[] };
    };
    expect(BackupPlan.BackupPlanRule.map(({ Lifecycle }) => Lifecycle.DeleteAfterDays)).toEqual([35]);
    expect(properties('AWS::Backup::BackupVault')[0]).toContain('"Effect":"Deny"');
    expect(prod.ofType('AWS::Backup::BackupPlan')).toEqual([]);
  });

  test('insights of the table are asked for, in prod alone they are not', () => {
    const insights = '"ContributorInsightsSpecification":{"Enabled":true}';
    expect(properties('AWS::DynamoDB::GlobalTable')[0]).toContain(insights);
    expect(JSON.stringify(prod.all)).not.toContain(insights);
  });
});

describe('what must not take the tills’ share', () => {
  test.each([
    ['serve-docs', 5],
    ['refuse-unknown-route', 5],
    ['read-member', 10],
    ['score-receipt', undefined],
    ['authorize-till', 50],
  ])('%s runs at most so often at once in prod: %s', (name, most) => {
    const own = prod.theOnly('AWS::Lambda::Function', ({ Description }) => Description === `Laurel: ${name}`);
    expect(own.ReservedConcurrentExecutions).toBe(most);
  });
});
