import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';

/**
 * Segments of our own inside the platform's trace. Tills' routes go without: the X-Ray library is 125 KB and a fifth
 * of their cold start, and the platform's own segment already tells how long they took.
 */
const tracer = new Tracer();

/** The answer, and who gets it, stay out of the trace. */
export const tracedRun = (): ReturnType<typeof captureLambdaHandler> =>
  captureLambdaHandler(tracer, { captureResponse: false });

/** A client whose calls show in the trace. */
export const traced = <Client>(client: Client): Client => tracer.captureAWSv3Client(client);
