/** One page of a device writes an exam at a time: two would give one number to two lines. */

/** A page that is being left or loaded anew lets go within so long. */
const patience = 1_000;

/**
 * Resolves to what lets go again, or to null where another page writes. `isTaking` takes it away from that page, whose `onLost` is
 * called. A browser without such locks has the server to tell it.
 */
export const holdExam = (
  name: string,
  { isTaking, onLost }: { readonly isTaking: boolean; readonly onLost: () => void },
  locks: Pick<LockManager, 'request'> | undefined = (navigator as Partial<Navigator>).locks,
): Promise<(() => void) | null> => {
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    let isHeld = false;
    const options: LockOptions = isTaking ? { steal: true } : { signal: AbortSignal.timeout(patience) };
    locks
      .request(`exam ${name}`, options, () => {
        isHeld = true;
        return new Promise<void>((letGo) => resolve(letGo));
      })
      .catch(() => (isHeld ? onLost() : resolve(null)));
  });
};
