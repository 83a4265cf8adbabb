/** Milliseconds after the last touch for which what a page asks is asked for the person in front of it. */
const patience = 120_000;

let touched = performance.now();
const note = (): void => {
  touched = performance.now();
};

if ('addEventListener' in globalThis)
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    addEventListener(kind, note, { capture: true, passive: true });

/** Whether somebody has lately touched this page. What an open page asks by itself is no use of the session. */
export const isAttended = (): boolean => performance.now() - touched < patience;
