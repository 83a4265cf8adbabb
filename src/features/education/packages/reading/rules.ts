/** Manifests of packages, as a tree of elements without namespace prefixes. */
import { mostParts, moveOns, type MoveOn, type PackageFacts, type PackagePart, type Standard } from '../rules.ts';

export interface Element {
  readonly name: string;
  /** By name, without prefix, in small letters. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** A manifest that is not taken in, by the key of the words that say why. */
export class BadManifest extends Error {
  readonly key: `packages.${string}`;
  constructor(key: `packages.${string}`) {
    super(key);
    this.key = key;
  }
}

const lower = (text: string): string => text.toLowerCase();
const all = (of: Element | undefined, name: string): readonly Element[] =>
  of?.children.filter((one) => lower(one.name) === name) ?? [];
const first = (of: Element | undefined, name: string): Element | undefined => all(of, name)[0];
const textOf = (of: Element | undefined, name: string): string => first(of, name)?.text.trim() ?? '';
const short = (text: string, otherwise: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? otherwise : line.slice(0, 120);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** An address of a manifest below a base. @throws BadManifest where it lies on another site or leads out of the archive */
export const placeOf = (href: string, base = ''): { readonly path: string; readonly query: string } => {
  const whole = `${base}${href}`.replaceAll('\\', '/').trim();
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(whole)) throw new BadManifest('packages.elsewhere');
  const [bare = ''] = whole.split('#');
  const [path = '', ...query] = bare.split('?');
  const steps: string[] = [];
  for (const step of decoded(path).split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) throw new BadManifest('packages.bad_manifest');
  }
  return { path: lower(steps.join('/')), query: query.join('?') };
};

const withParameters = (query: string, parameters: string): string => {
  const more = parameters.trim().replace(/^[?&]+/, '');
  return [query, more].filter((one) => one !== '' && !one.startsWith('#')).join('&');
};

const versionOf = (manifest: Element): Exclude<Standard, 'cmi5'> => {
  const version = textOf(first(manifest, 'metadata'), 'schemaversion');
  if (/^1\.2$/.test(version)) return 'scorm12';
  if (/2004|^(CAM )?1\.3$/i.test(version)) return 'scorm2004';
  // Many say nothing of it: then a name of theirs does.
  if (version !== '') throw new BadManifest('packages.other_version');
  return 'scorm12';
};

const scoTypes = new Set(['sco', '']);

const leavesOf = (item: Element): readonly Element[] => [
  ...(item.attributes['identifierref'] === undefined ? [] : [item]),
  ...all(item, 'item').flatMap(leavesOf),
];

/** imsmanifest.xml of SCORM 1.2 or 2004. Its sequencing is not performed: the parts stand in their order. @throws BadManifest */
export const readScorm = (manifest: Element): PackageFacts => {
  if (lower(manifest.name) !== 'manifest') throw new BadManifest('packages.bad_manifest');
  const standard = versionOf(manifest);
  const organizations = first(manifest, 'organizations');
  const listed = all(organizations, 'organization');
  const named = organizations?.attributes['default'];
  const organization = listed.find(({ attributes }) => attributes['identifier'] === named) ?? listed[0];
  const resources = first(manifest, 'resources');
  const base = `${manifest.attributes['base'] ?? ''}${resources?.attributes['base'] ?? ''}`;
  const byName = new Map(all(resources, 'resource').map((one) => [one.attributes['identifier'] ?? '', one] as const));
  const items = all(organization, 'item').flatMap(leavesOf);
  const title = short(textOf(organization, 'title'), 'SCORM');
  const parts = items.flatMap((item): PackagePart[] => {
    const resource = byName.get(item.attributes['identifierref'] ?? '');
    const href = resource?.attributes['href'];
    if (resource === undefined || href === undefined) return [];
    // What is no SCO (`asset`) says nothing of a learner.
    if (!scoTypes.has(lower(resource.attributes['scormtype'] ?? ''))) return [];
    const { path, query } = placeOf(href, `${base}${resource.attributes['base'] ?? ''}`);
    const objective = first(first(first(item, 'sequencing'), 'objectives'), 'primaryobjective');
    return [
      {
        title: short(textOf(item, 'title'), title),
        path,
        query: withParameters(query, item.attributes['parameters'] ?? ''),
        launchData: textOf(item, 'datafromlms').slice(0, 4_096),
        passing: (standard === 'scorm12'
          ? textOf(item, 'masteryscore')
          : textOf(objective, 'minnormalizedmeasure')
        ).slice(0, 20),
        threshold: (
          first(item, 'completionthreshold')?.attributes['minprogressmeasure'] ?? textOf(item, 'completionthreshold')
        ).slice(0, 20),
        moveOn: 'CompletedOrPassed',
        activity: '',
      },
    ];
  });
  return { standard, title, parts };
};

const langText = (of: Element | undefined): string => {
  const strings = all(of, 'langstring');
  const chinese = strings.find(({ attributes }) => /^zh\b/i.test(attributes['lang'] ?? ''));
  return (chinese ?? strings[0])?.text ?? '';
};

const unitsIn = (of: Element): readonly Element[] =>
  of.children.flatMap((one) => {
    if (lower(one.name) === 'au') return [one];
    return lower(one.name) === 'block' ? unitsIn(one) : [];
  });

const moveOnOf = (text: string | undefined): MoveOn => moveOns.find((one) => one === text?.trim()) ?? 'NotApplicable';

/** cmi5.xml. @throws BadManifest */
export const readCmi5 = (structure: Element): PackageFacts => {
  if (lower(structure.name) !== 'coursestructure') throw new BadManifest('packages.bad_manifest');
  const title = short(langText(first(first(structure, 'course'), 'title')), 'cmi5');
  const parts = unitsIn(structure).map((unit): PackagePart => {
    const { path, query } = placeOf(textOf(unit, 'url'));
    return {
      title: short(langText(first(unit, 'title')), title),
      path,
      query: withParameters(query, ''),
      launchData: (first(unit, 'launchparameters')?.text ?? '').slice(0, 8_192),
      passing: (unit.attributes['masteryscore'] ?? '').slice(0, 20),
      threshold: '',
      moveOn: moveOnOf(unit.attributes['moveon']),
      activity: (unit.attributes['id'] ?? '').slice(0, 500),
    };
  });
  return { standard: 'cmi5', title, parts };
};

/** Whether what the manifest starts is there. @throws BadManifest */
export const checkParts = ({ parts }: PackageFacts, paths: ReadonlySet<string>): void => {
  if (parts.length === 0 || parts.length > mostParts) throw new BadManifest('packages.nothing_to_start');
  if (parts.some(({ path }) => !paths.has(path))) throw new BadManifest('packages.missing');
};

export const manifests = ['imsmanifest.xml', 'cmi5.xml'] as const;

/** Left behind by programs that pack: nothing of the package. */
const isLitter = (name: string): boolean => /(^|\/)(__macosx\/|\.ds_store$|thumbs\.db$)/.test(name);

/** The files of an archive by their place below the manifest; whoever packed the folder itself is understood as well. */
export const layout = (
  names: readonly string[],
): { readonly manifest: (typeof manifests)[number]; readonly files: ReadonlyMap<string, string> } => {
  const files = names.filter((name) => !name.endsWith('/') && !isLitter(name));
  const tops = new Set(files.map((name) => name.split('/')[0] ?? ''));
  const [top = ''] = tops;
  const inFolder = tops.size === 1 && files.every((name) => name.includes('/'));
  const prefix = inFolder ? `${top}/` : '';
  const placed = new Map(files.map((name) => [name.slice(prefix.length), name] as const));
  const manifest = manifests.find((one) => placed.has(one));
  if (manifest === undefined) throw new BadManifest('packages.no_manifest');
  return { manifest, files: placed };
};

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  xml: 'application/xml',
  txt: 'text/plain',
  vtt: 'text/vtt',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  ico: 'image/x-icon',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  pdf: 'application/pdf',
  wasm: 'application/wasm',
};

/** By the ending, as a web server has it; what a browser does not show is handed out as bytes. */
export const mediaTypeOf = (path: string): string =>
  types[/\.([a-z\d]{1,6})$/.exec(path)?.[1] ?? ''] ?? 'application/octet-stream';
