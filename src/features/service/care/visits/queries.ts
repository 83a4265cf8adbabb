import { z } from 'zod';
import type { County } from '#platform/county/county.ts';

const Note = z.object({ note: z.string().nullable(), endReason: z.string().nullable() });
const Visit = z.object({ visitor: z.string(), words: z.string().nullable() });
const Given = z.object({ cents: z.number(), inKind: z.string().nullable() });

const seal = ({ crypto }: County, what: object): { readonly sealed: Buffer; readonly key_id: number } => ({
  sealed: crypto.encrypt(JSON.stringify(what)),
  key_id: crypto.currentKeyId,
});

export const sealNote = (county: County, what: z.infer<typeof Note>) => seal(county, what);
export const sealVisit = (county: County, what: z.infer<typeof Visit>) => seal(county, what);
export const sealGiven = (county: County, what: z.infer<typeof Given>) => seal(county, what);

export const openNote = ({ crypto }: County, sealed: Buffer) => Note.parse(JSON.parse(crypto.decrypt(sealed)));
export const openVisit = ({ crypto }: County, sealed: Buffer) => Visit.parse(JSON.parse(crypto.decrypt(sealed)));
export const openGiven = ({ crypto }: County, sealed: Buffer) => Given.parse(JSON.parse(crypto.decrypt(sealed)));
