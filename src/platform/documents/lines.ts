/** Chinese text broken into lines: full-width characters on a grid, words whole, marks where they may stand. */

/** May not begin a line. */
const closing = new Set('，。、；：？！）》」』】〕”’％…—,.;:?!)%');
/** Of those, what may hang over the edge, as in Word. */
const hanging = new Set('，。、；：？！,.');
/** May not end a line. */
const opening = new Set('（《「『【〔“‘(');

interface Unit {
  readonly text: string;
  readonly width: number;
}

/** Characters one by one, words and numbers whole; a word longer than a line is broken like anything else. */
const unitsOf = (text: string, widthOf: (character: string) => number, most: number): Unit[] =>
  (text.match(/[A-Za-z0-9][A-Za-z0-9.:/@_+-]*|[\s\S]/gu) ?? []).flatMap((word) => {
    const characters = [...word];
    const width = characters.reduce((sum, each) => sum + widthOf(each), 0);
    return width <= most ? [{ text: word, width }] : characters.map((each) => ({ text: each, width: widthOf(each) }));
  });

const slack = 0.01;

/** Lines no wider than `most`, the first by `indent` shorter; a mark may hang over by its own width. */
export const linesOf = (
  text: string,
  widthOf: (character: string) => number,
  most: number,
  indent = 0,
): readonly string[] => {
  const lines: string[] = [];
  let line: Unit[] = [];
  let room = most - indent;
  const carry = (): Unit[] => {
    const carried: Unit[] = [];
    while (line.length > 1 && opening.has(line.at(-1)?.text ?? '')) carried.unshift(line.pop() as Unit);
    return carried;
  };
  const turn = (carried: readonly Unit[]): void => {
    lines.push(line.map((unit) => unit.text).join(''));
    line = [...carried];
    room = most - carried.reduce((sum, unit) => sum + unit.width, 0);
  };
  for (const unit of unitsOf(text, widthOf, most)) {
    if (unit.width > room + slack && line.length > 0) {
      if (hanging.has(unit.text) && room > -slack - unit.width / 2) {
        line.push(unit);
        room -= unit.width * 2;
        continue;
      }
      // A mark that may not begin a line takes its neighbour along.
      const neighbour = closing.has(unit.text) && line.length > 1 ? [line.pop() as Unit] : [];
      turn([...carry(), ...neighbour]);
    }
    line.push(unit);
    room -= unit.width;
  }
  turn([]);
  return lines;
};
