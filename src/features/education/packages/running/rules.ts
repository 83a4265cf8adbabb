import type { Kept, PackagePart, Standard } from '../rules.ts';

/** What the frame is told before anything of the package runs. */
export interface Start {
  /** Where the page that holds the frame is at home: what is said goes there, and nowhere else. */
  readonly origin: string;
  /** Names the run in messages; null where somebody only looks. */
  readonly run: string | null;
  readonly standard: Standard;
  readonly kept: Kept;
  readonly launchData: string;
  readonly passing: string;
  readonly threshold: string;
}

/** The message by which the frame tells the page how far the learner is. */
export interface Said {
  readonly zhibu: 'package';
  readonly run: string;
  readonly kept: Kept;
  /** The package committed or ended: what it said is to be kept now. */
  readonly atOnce: boolean;
}

export const isSaid = (data: unknown): data is Said => {
  if (typeof data !== 'object' || data === null) return false;
  const { zhibu, run, kept, atOnce } = data as Partial<Record<keyof Said, unknown>>;
  return (
    zhibu === 'package' &&
    typeof run === 'string' &&
    typeof atOnce === 'boolean' &&
    typeof kept === 'object' &&
    kept !== null &&
    Object.values(kept).every((value) => typeof value === 'string')
  );
};

/** As a script. No text in it can end it. */
export const startScript = ({
  origin,
  standard,
  part,
  run,
}: {
  readonly origin: string;
  readonly standard: Standard;
  readonly part: PackagePart;
  readonly run: { readonly id: string; readonly kept: Kept } | undefined;
}): string => {
  const { launchData, passing, threshold } = part;
  const start: Start = {
    origin,
    run: run?.id ?? null,
    standard,
    kept: run?.kept ?? {},
    launchData,
    passing,
    threshold,
  };
  return `window.zhibuStart=${JSON.stringify(start).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')};`;
};
