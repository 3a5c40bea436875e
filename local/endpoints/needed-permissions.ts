/** An action on a resource, as IAM judges it. */
export interface Need {
  readonly action: string;
  readonly resourceArn: string;
}

/**
 * What a DynamoDB request needs to be allowed. A transaction needs the permission of each of its parts; a query of an
 * index needs it on the index. `arnOf` answers a table's ARN by its name.
 */
export function needsOf(
  operation: string,
  request: Readonly<Record<string, unknown>>,
  arnOf: (tableName: string) => string,
): readonly Need[] {
  const onTable = (action: string, tableName: unknown): Need => ({
    action: `dynamodb:${action}`,
    resourceArn: arnOf(String(tableName)),
  });
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return (request.TransactItems as readonly TransactPart[]).flatMap((part) =>
        Object.entries(part).map(([kind, { TableName }]) => onTable(actionOfPart(kind), TableName)),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(request.RequestItems as object).map((tableName) => onTable(operation, tableName));
    default: {
      const { action, resourceArn } = onTable(operation, request.TableName);
      const index = request.IndexName === undefined ? '' : `/index/${String(request.IndexName)}`;
      return [{ action, resourceArn: `${resourceArn}${index}` }];
    }
  }
}

type TransactPart = Readonly<Record<string, { readonly TableName: string }>>;

/** `ConditionCheck` → `ConditionCheckItem`, `Put` → `PutItem`. */
function actionOfPart(kind: string): string {
  return `${kind}Item`;
}
