import { describe, expect, it } from 'vitest';
import {
  basis,
  catalogue,
  derivedColumns,
  fieldOf,
  fieldsOfTable,
  fileFields,
  isFieldKey,
  isSeenBy,
  keeping,
  keepingRules,
  nationalForm,
  purpose,
  receivers,
  truth,
} from './catalogue.ts';
import { ruleAt } from '#features/base/rules/rules.ts';
import { codeTables } from './codes.ts';
import { catalogueTables } from './packs/catalogue-tables.ts';

describe('the field catalogue', () => {
  it('declares each column once', () => {
    const columns = catalogue.map((f) => `${f.table}.${f.column}`);
    expect(columns.filter((c, at) => columns.indexOf(c) !== at)).toEqual([]);
    const keys = fileFields.map((f) => f.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('holds the sixteen items of the national form, each once (item 8 the branch, 12 the phone)', () => {
    expect(nationalForm.map((f) => f.nationalForm)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
    expect(nationalForm.map((f) => f.key)).toEqual([
      'name',
      'sex',
      'ethnicity',
      'idNumber',
      'birthDate',
      'education',
      'category',
      'branchId',
      'joinedOn',
      'fullOn',
      'jobPost',
      'phone',
      'address',
      'standing',
      'lostSince',
      'outflowPlace',
    ]);
  });

  it.each(catalogue.map((f) => [`${f.table}.${f.column}`, f] as const))('%s is complete', (_name, f) => {
    expect(f.key).toMatch(/^[a-z][A-Za-z]*$/);
    expect(f.label.zh).not.toBe('');
    expect(f.label.en).not.toBe('');
    expect(f.seenBy).toContain(f.table === 'account' ? 'system_admin' : 'self');
    expect(purpose[f.purpose].zh).not.toBe('');
    expect(basis[f.legalBasis].zh).not.toBe('');
    expect(truth[f.sourceOfTruth].zh).not.toBe('');
    expect(keeping[f.retention].zh).not.toBe('');
    // How long it stays is a rule with its source, on the page of rules as well.
    const { value, confidence, source } = ruleAt(keepingRules[f.retention], '2026-11-23');
    expect(['period', 'choice']).toContain(value.kind);
    if (source === 'practice') expect(confidence).toBe('unsourced');
    expect(catalogueTables).toHaveProperty(f.table);
    for (const r of f.recipients) expect(receivers[r].zh).not.toBe('');
    if (f.kind === 'code') expect(codeTables[f.codes ?? 'sex'].key).toBe(f.codes);
    // What is encrypted on the file is shown masked.
    if (f.kind === 'encrypted' && f.table === 'person') expect(f.mask).toBeDefined();
  });

  it('keeps administrators away from member files', () => {
    for (const f of fileFields)
      for (const reader of ['system_admin', 'security_admin', 'audit_admin'] as const)
        expect(isSeenBy(f, reader)).toBe(false);
  });

  it('shows contact data and the ID number to the line only', () => {
    expect(
      ['idNumber', 'phone', 'address'].map((key) => isFieldKey(key) && isSeenBy(fieldOf(key), 'organisation_member')),
    ).toEqual([false, false, false]);
    expect(isSeenBy(fieldOf('name'), 'organisation_member')).toBe(true);
  });

  it('derives only from declared fields', () => {
    const columns = catalogue.map((f) => `${f.table}.${f.column}`);
    for (const source of Object.values(derivedColumns)) expect(columns).toContain(source);
    expect(fieldsOfTable('sanction').map((f) => f.key)).toEqual([
      'kind',
      'decidedBy',
      'decidedOn',
      'effectiveUntil',
      'document',
      'note',
    ]);
  });
});
