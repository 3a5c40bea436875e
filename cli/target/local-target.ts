import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Where a running local system is, as it says itself in `local.json` of its folder. */
const localTarget = z.looseObject({
  api: z.url(),
  dynamodb: z.url(),
  secretsManager: z.url(),
  s3: z.url(),
  sealSecretArn: z.string(),
  lastingBucketName: z.string(),
  tableName: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});

type LocalTarget = z.output<typeof localTarget>;

/** The folder in which a local system keeps its data, unless `--home` says another. */
export const DEFAULT_HOME = '.laurel';

/**
 * Reads where the local system is.
 * @throws Error with advice where none has said so
 */
export function readLocalTarget(home: string): LocalTarget {
  const file = join(home, 'local.json');
  if (!existsSync(file)) {
    throw new Error(
      `no local system has written ${file}: start one with \`npm start\`, or name a deployed one with --stack`,
    );
  }
  return localTarget.parse(JSON.parse(readFileSync(file, 'utf8')));
}
