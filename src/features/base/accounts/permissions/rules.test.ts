import { describe, expect, test } from 'vitest';
import { permissionTableText } from './queries.ts';
import { mayHoldTogether, permissions, permissionsOf, permissionTable, roleFacts, roles, separated } from './rules.ts';

describe('the permission table', () => {
  test('gives every permission to somebody and no role that it does not know', () => {
    for (const permission of permissions) {
      expect(permissionTable[permission].length, permission).toBeGreaterThan(0);
      for (const role of permissionTable[permission]) expect(roles).toContain(role);
    }
  });

  test('lets none of the three administrators read, export or import files', () => {
    for (const role of separated) {
      const held = [...permissionsOf(role)];
      expect(
        held.filter((p) => /^(members|own|corrections|approvals)\./.test(p)),
        role,
      ).toEqual([]);
      expect(roleFacts[role]).toMatchObject({ reach: 'none', secondFactor: true });
    }
  });

  test('gives no permission of one of the three to another of them, but for looking at accounts', () => {
    for (const one of separated) {
      for (const other of separated) {
        if (one === other) continue;
        const shared = [...permissionsOf(one)].filter((p) => permissionsOf(other).has(p));
        expect(shared.filter((p) => !['accounts.read', 'organisations.read'].includes(p))).toEqual([]);
      }
    }
  });

  test.each([
    [['system_admin', 'security_admin'], false],
    [['audit_admin', 'security_admin'], false],
    [['audit_admin', 'county_officer'], false],
    [['system_admin', 'branch_secretary'], false],
    [['system_admin', 'member'], true],
    [['branch_secretary', 'member'], true],
    [['county_officer', 'township_worker', 'member'], true],
    [['system_admin', 'system_admin'], true],
  ] as const)('%j may be held by one account: %s', (held, expected) => {
    expect(mayHoldTogether(held)).toBe(expected);
  });

  test.each(['zh', 'en'] as const)('prints every role and permission in %s', (language) => {
    const text = permissionTableText(language);
    for (const role of roles) expect(text).toMatch(new RegExp(`${roleFacts[role].label[language]} +${role} `));
    for (const permission of permissions) expect(text).toContain(permission);
    const lines = text.split('\n').filter((line) => line.includes('●'));
    expect(lines).toHaveLength(permissions.length);
    const marks = lines.reduce((sum, line) => sum + line.split('●').length - 1, 0);
    expect(marks).toBe(permissions.reduce((sum, p) => sum + permissionTable[p].length, 0));
  });
});
