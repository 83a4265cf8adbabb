/** What begins with one of these is run as a formula by some spreadsheet program once it stands in a CSV cell. */
const TRIGGER = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A text that no spreadsheet program takes for a formula: an apostrophe is put before a dangerous start. In .xlsx a text
 * cell would be safe as it is, but such files are saved on as CSV, so both get the same. `plainText` undoes it.
 */
export const inertText = (text: string): string => (TRIGGER.test(text) ? `'${text}` : text);

/** The text without the apostrophe that `inertText`, or a person forcing a text cell, put before it. */
export const plainText = (text: string): string => (/^'[=+\-@\t\r\n＝＋－＠\d]/.test(text) ? text.slice(1) : text);
