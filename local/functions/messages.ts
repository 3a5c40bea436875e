/** The messages between the pool and its workers. Events and answers travel as JSON, as they do in Lambda. */
export interface WorkerStart {
  readonly clock: SharedArrayBuffer;
  /** URL of the bundle's module. */
  readonly moduleUrl: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

export interface InvokeMessage {
  readonly requestId: string;
  readonly event: string;
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** `cpuMs`: what the handler's thread computed, without its waiting. */
  | { readonly kind: 'answered'; readonly payload: string; readonly cpuMs: number }
  | {
      readonly kind: 'failed';
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: string;
    };
