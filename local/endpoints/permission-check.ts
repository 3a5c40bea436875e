import { isAllowed } from '../template/read-permissions.ts';
import type { SystemDescription } from '../template/system.ts';
import { type Need, needsOf } from './needed-permissions.ts';

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
    const missing = this.#needs(operation, request).find(
      ({ action, resourceArn }) => !isAllowed(permissions, action, resourceArn),
    );
    if (missing === undefined) return null;
    return `${functionName} is not authorized to perform: ${missing.action} on resource: ${missing.resourceArn}`;
  }

  #needs(operation: string, request: Readonly<Record<string, unknown>>): readonly Need[] {
    const { tables, buses } = this.#description;
    const arnOf = (list: readonly { readonly name: string; readonly arn: string }[], nameOrArn: string) =>
      list.find(({ name }) => name === nameOrArn)?.arn ?? nameOrArn;
    switch (operation) {
      case 'GetSecretValue':
        return [{ action: 'secretsmanager:GetSecretValue', resourceArn: String(request.SecretId) }];
      case 'PutEvents':
        return (request.Entries as readonly { readonly EventBusName?: string }[]).map(
          ({ EventBusName = 'default' }) => ({
            action: 'events:PutEvents',
            resourceArn: arnOf(buses, EventBusName),
          }),
        );
      default:
        return needsOf(operation, request, (tableName) => arnOf(tables, tableName));
    }
  }
}
