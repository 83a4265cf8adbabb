import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { verifies, type CryptoProvider } from '#platform/crypto/provider.ts';
import type { Db } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import { readFile, type LetterFacts, type LetterFile, type SignedLetter } from './rules.ts';

export const letterPurpose = 'transfer-letter';

export const sealFacts = (crypto: CryptoProvider, facts: LetterFacts) => ({
  sealed: crypto.encrypt(JSON.stringify(facts)),
  key_id: crypto.currentKeyId,
});

export const openFacts = (crypto: CryptoProvider, sealed: Buffer): LetterFacts =>
  JSON.parse(crypto.decrypt(sealed)) as LetterFacts;

export const signersOf = async (db: Db) => {
  const rows = await db.selectFrom('letter_signer').selectAll().orderBy('name').orderBy('public_key').execute();
  return rows.map((row) => ({
    publicKey: row.public_key,
    name: row.name,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }));
};

type Signed = Pick<LetterFile, 'text' | 'publicKey' | 'signature'>;

/** The name of the county whose signature a file bears, or null where the key is not known or the text was altered. */
export const signerOf = async (db: Db, county: County, file: Signed): Promise<string | null> => {
  if (!verifies(file.publicKey, file.text, file.signature)) return null;
  // A letter that this county made itself comes back when a member was not received.
  if (file.publicKey === county.crypto.signer(letterPurpose).publicKey) return county.entry.name;
  const row = await db
    .selectFrom('letter_signer')
    .select('name')
    .where('public_key', '=', file.publicKey)
    .executeTakeFirst();
  return row?.name ?? null;
};

/** @throws AppError invalid where the file is no letter */
export const letterOfFile = (source: string): { readonly file: LetterFile; readonly letter: SignedLetter } => {
  const read = readFile(source);
  if (read === undefined) throw invalid('body.file', 'transfer.no_letter');
  return read;
};

export const openedFile = async (db: Db, _scope: Scope, county: County, source: string) => {
  const { file, letter } = letterOfFile(source);
  const { county: outside, from, ...facts } = letter;
  return { ...facts, outside: `${outside} ${from}`.trim().slice(0, 100), signedBy: await signerOf(db, county, file) };
};
