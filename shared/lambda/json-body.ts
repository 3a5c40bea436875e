import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { refuseDoubleKeysAndDepth } from './json-text.ts';
import { RefusedRequest } from './refused-request.ts';

/** A receipt of 500 lines has about 80 KB; the function itself would take 6 MB. */
const MAX_BODY_BYTES = 256 * 1024;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function bytesOf(event: APIGatewayProxyEventV2): Uint8Array {
  const body = event.body ?? '';
  const encoding = event.isBase64Encoded ? 'base64' : 'utf8';
  // The size is asked for before anything is copied.
  if (Buffer.byteLength(body, encoding) > MAX_BODY_BYTES) throw new RefusedRequest('too-large');
  return Buffer.from(body, encoding);
}

/** Headers of a version 2 event are in lower case. */
const headerOf = (event: APIGatewayProxyEventV2, name: string): string =>
  (event.headers[name] ?? '').trim().toLowerCase();

function refuseOtherMedia(event: APIGatewayProxyEventV2): void {
  const [media = '', ...parameters] = headerOf(event, 'content-type').split(';');
  if (media.trim() !== 'application/json') throw new RefusedRequest('unsupported-media-type');
  const encoding = headerOf(event, 'content-encoding');
  if (encoding !== '' && encoding !== 'identity') throw new RefusedRequest('unsupported-encoding');
  const charset = parameters.map((parameter) => parameter.trim()).find((one) => one.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))
    throw new RefusedRequest('invalid-encoding');
}

/** Strict UTF-8; a leading byte order mark is taken off. A NUL is never part of JSON but of UTF-16 without a mark. */
function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    throw new RefusedRequest('invalid-encoding');
  }
  if (text.includes('\0')) throw new RefusedRequest('invalid-encoding');
  return text;
}

/**
 * The JSON value of a request's body, checked in this order: size, media type, encoding, syntax, double keys, depth
 * (reliability §6, rows 1 to 10).
 * @throws {RefusedRequest} with the code of the first check that fails
 */
export function readJsonBody(event: APIGatewayProxyEventV2): unknown {
  const bytes = bytesOf(event);
  refuseOtherMedia(event);
  const text = textOf(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RefusedRequest('malformed-json');
  }
  refuseDoubleKeysAndDepth(text);
  return value;
}

const ANSWERED = new Set(['application/json', 'application/problem+json', 'application/*', '*/*']);

/** @throws {RefusedRequest} `not-acceptable` if the sender excludes JSON (row 11) */
export function refuseOtherAnswers(event: APIGatewayProxyEventV2): void {
  const accept = headerOf(event, 'accept');
  if (accept === '') return;
  const ranges = accept.split(',').map((range) => range.split(';').map((part) => part.trim()));
  const welcome = ranges.some(
    ([media = '', ...parameters]) =>
      ANSWERED.has(media) && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)),
  );
  if (!welcome) throw new RefusedRequest('not-acceptable');
}
