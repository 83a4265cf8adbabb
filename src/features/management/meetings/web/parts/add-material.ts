import { useState } from 'react';
import { AppError } from '#shared/errors.ts';
import { useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { meetingById } from '../../contract.ts';
import { attachMaterial } from '../../materials/contract.ts';
import { materialBytes, type MaterialKind } from '../../materials/rules.ts';

/** Sends a file to a meeting; one that is too large is told at once and not sent. */
export const useAddMaterial = (meetingId: string, onDone: () => void) => {
  const touch = useTouch();
  const [refused, setRefused] = useState<Error | null>(null);
  const params = { id: meetingId };
  const { start, share, error } = useUpload(attachMaterial, () => {
    touch([meetingById, { params }]);
    onDone();
  });
  return {
    share,
    error: refused ?? error,
    send: (file: File, kind: MaterialKind, reason: string | undefined): void => {
      const tooLarge = file.size > materialBytes;
      setRefused(tooLarge ? new AppError('invalid', { problems: [{ path: 'file', message: 'too_large' }] }) : null);
      if (!tooLarge) start({ params, query: { kind, ...(reason === undefined ? {} : { reason }) } }, file);
    },
  };
};
