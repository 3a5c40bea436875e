import {
  type DynamoDBClient,
  ThrottlingException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

/** The faults that may meet a request on its way (reliability §3). */
export const faultNames = ['not-sent', 'reply-lost', 'doubled', 'delayed', 'conflict', 'throttled'] as const;
export type FaultName = (typeof faultNames)[number];

/** Share of requests that meet each fault, 0 to 1. */
export type Shares = Partial<Readonly<Record<FaultName, number>>>;

export interface Faults {
  /** Requests on their way, retries of the client included. */
  attempts: number;
  /** How many met a fault. */
  met: number;
}

const LONGEST_DELAY_MS = 40;

/**
 * Lets a client's requests meet faults, inside its own retry loop: what the client sees is what a broken network and a
 * busy table show. `chance` answers numbers from 0 to 1.
 */
export function makeFaulty(client: DynamoDBClient, shares: Shares, chance: () => number): Faults {
  const faults: Faults = { attempts: 0, met: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      faults.attempts += 1;
      const fault = drawn(shares, chance());
      if (fault === null) return await next(args);
      faults.met += 1;
      switch (fault) {
        case 'not-sent':
          throw brokenConnection();
        case 'reply-lost':
          await next(args);
          throw brokenConnection();
        case 'doubled':
          await next(args);
          return await next(args);
        case 'delayed':
          await new Promise((resolve) => setTimeout(resolve, chance() * LONGEST_DELAY_MS));
          return await next(args);
        case 'throttled':
          throw new ThrottlingException({ message: 'too fast', $metadata: {} });
        case 'conflict': {
          if (context.commandName !== 'TransactWriteItemsCommand') return await next(args);
          const { TransactItems = [] } = args.input as { TransactItems?: readonly unknown[] };
          throw new TransactionCanceledException({
            message: 'conflict',
            $metadata: {},
            CancellationReasons: TransactItems.map((_, index) =>
              index === 1 ? { Code: 'TransactionConflict' } : { Code: 'None' },
            ),
          });
        }
        default:
          return fault satisfies never;
      }
    },
    // After signing and inside the retries: a doubled request is the very same one.
    { step: 'deserialize', priority: 'high', name: 'faults' },
  );
  return faults;
}

function drawn(shares: Shares, chance: number): FaultName | null {
  let upTo = 0;
  for (const name of faultNames) {
    upTo += shares[name] ?? 0;
    if (chance < upTo) return name;
  }
  return null;
}

const brokenConnection = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
