import { isAllowed, type Need } from '../template/read-permissions.ts';
import type { SystemDescription } from '../template/system.ts';
import { type JudgedTable, needsOf } from './needed-permissions.ts';

/** Refuses what a function's role does not allow, so that a forgotten permission shows here and not after a deploy. */
export class PermissionCheck {
  readonly #description: SystemDescription;

  constructor(description: SystemDescription) {
    this.#description = description;
  }

  /** The words of the refusal; `null` if the function may. */
  refusal(
    functionName: string,
    operation: string,
    request: Readonly<Record<string, unknown>>,
  ): string | null {
    const permissions =
      this.#description.functions.find(({ name }) => name === functionName)?.permissions ?? [];
    const missing = this.#needs(operation, request).find((need) => !isAllowed(permissions, need));
    if (missing === undefined) return null;
    const { action, resourceArn, leadingKeys } = missing;
    const families = new Set(leadingKeys.map((key) => key.split('#', 1)[0]));
    const under = families.size === 0 ? '' : ` under keys of: ${[...families].join(', ')}`;
    return `${functionName} is not authorized to perform: ${action} on resource: ${resourceArn}${under}`;
  }

  #needs(operation: string, request: Readonly<Record<string, unknown>>): readonly Need[] {
    const { tables, buses } = this.#description;
    const tableOf = (nameOrArn: string): JudgedTable =>
      tables.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn) ?? unknownTable(nameOrArn);
    switch (operation) {
      case 'GetSecretValue':
        return [
          {
            action: 'secretsmanager:GetSecretValue',
            resourceArn: String(request.SecretId),
            leadingKeys: [],
          },
        ];
      case 'PutEvents':
        return (request.Entries as readonly { readonly EventBusName?: string }[]).map(
          ({ EventBusName = 'default' }) => ({
            action: 'events:PutEvents',
            resourceArn: buses.find(({ name }) => name === EventBusName)?.arn ?? EventBusName,
            leadingKeys: [],
          }),
        );
      default:
        return needsOf(operation, request, tableOf);
    }
  }
}

/** Nobody is allowed anything on it. */
const unknownTable = (arn: string): JudgedTable => ({ arn, key: { partition: 'pk' }, indexes: [] });
