import { hostname, userInfo } from 'node:os';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { AuditActor } from '#operations/ports/audit.ts';

/** Who calls, as AWS says it of the credentials: that is what its own log says, too. Needs no permission. */
export async function awsOperator(settings: STSClientConfig): Promise<AuditActor> {
  const client = new STSClient(settings);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) throw new Error('it names nobody');
    return { kind: 'operator', identity: Arn };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`AWS does not say who you are, and nothing is done by nobody: ${words}`, {
      cause: error,
    });
  } finally {
    client.destroy();
  }
}

/** Who calls on this machine, as the machine says it. */
export const localOperator = (): AuditActor => ({
  kind: 'operator',
  identity: `${accountName()}@${hostname()}`,
});

/** An account need not have a name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
