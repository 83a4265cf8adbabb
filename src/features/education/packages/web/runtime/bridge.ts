/** Between the interface that a package looks for and the page that holds its frame. */
import { type Kept, keptOf } from '../../rules.ts';
import type { Said, Start } from '../../running/rules.ts';

declare global {
  interface Window {
    zhibuStart?: Start;
  }
}

const nothing: Start = {
  origin: '',
  run: null,
  standard: 'scorm12',
  kept: {},
  launchData: '',
  passing: '',
  threshold: '',
};

const mark = 'zhibu:';

/** The name of a frame outlives its pages: what the page before has said is known before the server could be asked again. */
const keptInName = (run: string): Kept | null => {
  if (!window.name.startsWith(`${mark}${run}:`)) return null;
  try {
    return JSON.parse(window.name.slice(mark.length + run.length + 1)) as Kept;
  } catch {
    return null;
  }
};

export interface Bridge {
  readonly start: Start;
  readonly kept: Kept;
  /** Tells what the elements are now; what is not kept is left out. `atOnce`: the package has committed or ended. */
  readonly tell: (all: Readonly<Record<string, unknown>>, atOnce: boolean) => void;
}

export const openBridge = (): Bridge => {
  const start = window.zhibuStart ?? nothing;
  const run = start.run ?? 'look';
  const page = window.top;
  let last = { text: '', atOnce: false };
  return {
    start,
    kept: keptInName(run) ?? start.kept,
    tell: (all, atOnce) => {
      const texts = Object.entries(all).flatMap(([name, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
      );
      const kept = keptOf(start.standard, Object.fromEntries(texts));
      const text = JSON.stringify(kept);
      // The same words are told once more where they are to be kept at once by now.
      if (text === last.text && (last.atOnce || !atOnce)) return;
      last = { text, atOnce };
      window.name = `${mark}${run}:${text}`;
      if (start.run === null) return;
      const said: Said = { zhibu: 'package', run: start.run, kept, atOnce };
      page?.postMessage(said, start.origin);
    },
  };
};

/** A package looks for the interface in its own window and in those above, which it may not touch here: they are this one. */
export const offer = (name: 'API' | 'API_1484_11', api: object): void => {
  const above: Record<string, unknown> = { [name]: api };
  above['parent'] = above;
  above['top'] = above;
  Object.assign(window, { [name]: api });
  // Replaceable by the text of HTML.
  (window as { parent: unknown }).parent = above;
};

/** Without anything of time, and without a message for every line. */
export const quiet = { autocommit: false, lmsCommitUrl: false, logLevel: 5, selfReportSessionTime: false } as const;
