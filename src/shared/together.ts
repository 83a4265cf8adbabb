/**
 * Costly reads that many ask for at once. Whoever asks while a read of the same key is under way shares the next one with all
 * others that wait: it begins after each of them has asked, so nobody gets an answer that is older than the question.
 */
export const together = <T>(): ((key: string, work: () => Promise<T>) => Promise<T>) => {
  const running = new Map<string, Promise<T>>();
  const waiting = new Map<string, Promise<T>>();
  const start = (key: string, work: () => Promise<T>): Promise<T> => {
    const run = work();
    running.set(key, run);
    const end = (): void => {
      if (running.get(key) === run) running.delete(key);
    };
    run.then(end, end);
    return run;
  };
  return (key, work) => {
    const before = running.get(key);
    if (before === undefined) return start(key, work);
    const known = waiting.get(key);
    if (known !== undefined) return known;
    const begin = (): Promise<T> => {
      waiting.delete(key);
      return start(key, work);
    };
    const next = before.then(begin, begin);
    waiting.set(key, next);
    return next;
  };
};
