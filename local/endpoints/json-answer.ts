import type { ServerResponse } from 'node:http';

/** An answer in the form of AWS's JSON protocol. */
export function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

/** A refusal in the same form: the SDK makes an error named `type` of it. */
export function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  const body = JSON.stringify({ __type: type, message });
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type })
    .end(body);
}
