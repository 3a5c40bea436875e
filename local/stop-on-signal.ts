import type { RunningSystem } from './run-system.ts';

/** Stops the system on Ctrl-C, on a polite kill and when the terminal goes; a second Ctrl-C does not wait. */
export function stopOnSignal(running: RunningSystem): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(130);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
