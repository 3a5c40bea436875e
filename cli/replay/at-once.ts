/** Does the tasks, so many at once, in their order; the first error stops the rest and is thrown. */
export async function atOnce<Task>(
  most: number,
  tasks: readonly Task[],
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = tasks.values();
  const worker = async (): Promise<void> => {
    for (const task of waiting) await work(task);
  };
  await Promise.all(Array.from({ length: Math.min(most, tasks.length) }, worker));
}
