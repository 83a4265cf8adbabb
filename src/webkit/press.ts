/**
 * A press of the pointer takes the focus from an input before it becomes a click. What moves the page in between would
 * pull the button from under the pointer, and the click would be lost.
 */
let isDown = false;
const watch = (type: string, down: boolean): void => addEventListener(type, () => void (isDown = down), true);

if (typeof document !== 'undefined') {
  watch('pointerdown', true);
  watch('pointerup', false);
  watch('pointercancel', false);
}

/** Milliseconds that a browser may take from the end of a press to its click. */
const untilClick = 60;

/** Does it now, or once the press under way has had its click. */
export const afterPress = (act: () => void): void => {
  if (!isDown) act();
  else addEventListener('pointerup', () => void setTimeout(act, untilClick), { once: true });
};
