import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';

/** The outputs of a deployed stack, as `infra` declares them. */
const stackOutputs = z.looseObject({
  ApiUrl: z.string(),
  TableName: z.string(),
  /** A stack of before 27 November 2026 has neither. */
  SealSecretArn: z.string().optional(),
  LastingBucketName: z.string().optional(),
});

type StackOutputs = z.output<typeof stackOutputs> & { readonly region: string };

/** How the AWS clients of a call are made: what is left out comes from the environment and the AWS settings. */
interface AwsSettings {
  readonly region?: string;
  readonly profile?: string;
}

/**
 * Reads the outputs of a stack, with the ordinary chain of credentials; `AWS_ENDPOINT_URL` is honoured.
 * @throws Error in words for people: no such stack, another's stack, no credentials, no region, not allowed
 */
export async function readStackOutputs(stack: string, settings: AwsSettings): Promise<StackOutputs> {
  const client = new CloudFormationClient(settings);
  try {
    const region = await client.config.region();
    const found = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = found.Stacks?.[0]?.Outputs ?? [];
    const read = stackOutputs.safeParse(
      Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    );
    if (!read.success)
      throw new Error(`the stack ${stack} in ${region} is not Laurel's: it has no TableName`);
    return { ...read.data, region };
  } catch (error) {
    throw inWords(error, stack);
  } finally {
    client.destroy();
  }
}

function inWords(error: unknown, stack: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { name, message } = error;
  const say = (words: string): Error => new Error(words, { cause: error });
  if (name === 'CredentialsProviderError' || /could not load credentials/i.test(message))
    return say(`no AWS credentials were found (${message}): sign in, or name a profile with --profile`);
  if (/region is missing/i.test(message)) return say('no AWS region is set: name it with --region');
  if (name === 'ValidationError' && /does not exist/.test(message))
    return say(
      `there is no stack ${stack} in this account and region: \`aws cloudformation list-stacks\` says which`,
    );
  if (/^AccessDenied|^UnauthorizedOperation|^InvalidClientTokenId|^ExpiredToken/.test(name))
    return say(`AWS refused to describe the stack ${stack}: ${message}`);
  return error;
}
