// oxlint-disable-next-line no-control-regex -- what XML cannot hold: control characters and halves of pairs
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** The text without what no XML document can hold. */
export const writable = (text: string): string => text.replaceAll(unwritable, '');
