import type { LiveTable } from '#webkit/live.ts';
import { bankLines } from '../bank/contract.ts';
import { consentList } from '../consents/contract.ts';
import { duesOverview, duesSheet, ownDues, paymentList } from '../contract.ts';
import { duesStatement, ledgerList } from '../ledger/contract.ts';
import { reliefList } from '../reliefs/contract.ts';

export const live: LiveTable = [
  {
    kind: 'dues',
    touches: () => [
      duesSheet,
      paymentList,
      ledgerList,
      duesStatement,
      reliefList,
      duesOverview,
      ownDues,
      bankLines,
      consentList,
    ],
  },
];
