/** What an attempt comes to by the journals of its devices: reckoned a second time, and sharing no code with the platform. */

export interface Written {
  readonly sitting: number;
  readonly seq: number;
  readonly item: number;
  readonly answer: string;
  readonly at: number;
}

export interface Facts {
  readonly endsAt: number;
  readonly handedInAt: number | null;
  readonly lateMs: number;
  readonly graceMs: number;
  /** When the server took a line, by sitting and number. */
  readonly received: ReadonlyMap<string, number>;
}

export const nameOf = ({ sitting, seq }: { readonly sitting: number; readonly seq: number }): string =>
  `${sitting}.${seq}`;

/** The answer of each item that has to count. */
export const expectedAnswers = (journals: readonly Written[], facts: Facts): ReadonlyMap<number, string> => {
  const best = new Map<number, Written>();
  const highest = new Map<number, number>();
  const inOrder = [...journals];
  inOrder.sort((a, b) => (a.sitting === b.sitting ? a.seq - b.seq : a.sitting - b.sitting));
  const over = facts.handedInAt ?? facts.endsAt;
  for (const line of inOrder) {
    const said = Math.max(highest.get(line.sitting) ?? 0, line.at);
    highest.set(line.sitting, said);
    const came = facts.received.get(nameOf(line));
    if (came === undefined) continue;
    const cameInTime = facts.handedInAt === null ? came <= over + facts.graceMs : came <= over;
    const wasInTime = said <= over && came <= facts.endsAt + facts.lateMs;
    if (cameInTime || wasInTime) best.set(line.item, line);
  }
  return new Map([...best].map(([item, { answer }]) => [item, answer]));
};
