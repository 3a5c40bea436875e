import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AcknowledgedFinding, acknowledgedFindings } from '../../infra/acknowledged-findings.ts';
import { rulePacks } from '../../infra/checks.ts';
import { type Context, configurations, stackOf } from './synthesized.ts';

/** A pack's finding before anything is acknowledged: `Pack::Rule[which]` and the construct below the stack. */
interface Finding {
  readonly id: string;
  readonly at: string;
}

function findingsOf(context: Context): readonly Finding[] {
  const stack = stackOf(context);
  const app = stack.node.root as App;
  return rulePacks(app).flatMap((pack) =>
    pack
      .validate({ appConstruct: app, templatePaths: [], stackTemplates: [] })
      .violations.flatMap(({ ruleName, violatingResources = [] }) =>
        violatingResources.map(({ constructPath = '' }) => ({
          id: `${pack.name}::${ruleName}`,
          at: constructPath.slice(stack.node.path.length + 1),
        })),
      ),
  );
}

const covers = ({ id, at }: AcknowledgedFinding, finding: Finding): boolean =>
  id === finding.id && at.some((path) => `${finding.at}/`.startsWith(`${path}/`));

let findings: Readonly<Record<string, readonly Finding[]>>;
beforeAll(() => {
  findings = Object.fromEntries(
    Object.entries(configurations).map(([name, context]) => [name, findingsOf(context)]),
  );
});

/* Whether CDK, too, lets the template pass, is seen by synth.test.ts. */
describe('cdk-nag, AwsSolutions and Serverless', () => {
  test.each(Object.keys(configurations))('finds nothing in %s that is not acknowledged', (name) => {
    const own = findings[name] ?? [];
    expect(own.length).toBeGreaterThan(30);
    expect(own.filter((finding) => !acknowledgedFindings.some((one) => covers(one, finding)))).toEqual([]);
  });

  test('nothing is acknowledged, at any place, that is not found', () => {
    const all = Object.values(findings).flat();
    const idle = acknowledgedFindings.flatMap(({ id, at, reason }) =>
      at
        .filter((path) => !all.some((finding) => covers({ id, at: [path], reason }, finding)))
        .map((path) => `${id} at ${path}`),
    );
    expect(idle).toEqual([]);
  });

  test('every exception is in docs/security.md with its places and its reason, and no other', () => {
    const rows = readFileSync('docs/security.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `(?:AwsSolutions|Serverless)::/.test(line));
    const expected = acknowledgedFindings.map(
      ({ id, at, reason }) => `| \`${id}\` | ${at.map((path) => `\`${path}\``).join(', ')} | ${reason} |`,
    );
    expect(rows).toEqual(expected);
  });
});
