import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { factEventSource } from '#contracts/events.ts';

/** A fact as a brand's own queue gets it. */
export interface HeardFact {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>> & { readonly memberId: string };
}

/** A brand's end of the bus: a rule of its own, and a queue behind it. */
export interface BrandsInbox {
  /** Waits until facts of a member have come, as many as are named; answers them in order of their seq. */
  readonly waitFor: (memberId: string, facts: number) => Promise<readonly HeardFact[]>;
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 30_000;
const NAME = 'a-brands-inbox';

export async function connectInbox(busName: string): Promise<BrandsInbox> {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const bridge = new EventBridgeClient({});
  const rule = { EventBusName: busName, Name: NAME };
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: NAME }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const EventPattern = JSON.stringify({ source: [factEventSource] });
  await bridge.send(new PutRuleCommand({ ...rule, EventPattern }));
  const target = { Id: NAME, Arn: Attributes?.QueueArn };
  await bridge.send(new PutTargetsCommand({ Rule: NAME, EventBusName: busName, Targets: [target] }));
  const heard: HeardFact[] = [];
  const listen = async (): Promise<void> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    heard.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as HeardFact));
  };
  return {
    async waitFor(memberId, facts) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const own = heard.filter(({ detail }) => detail.memberId === memberId);
        if (own.length >= facts)
          return own.sort((one, other) => Number(one.detail.seq) - Number(other.detail.seq));
        if (Date.now() > deadline) throw new Error(`heard ${own.length} of ${facts} facts of ${memberId}`);
        await listen();
      }
    },
    async close() {
      await bridge.send(new RemoveTargetsCommand({ Rule: NAME, EventBusName: busName, Ids: [NAME] }));
      await bridge.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
