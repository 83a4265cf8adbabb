import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { deviceKey, type Session as SessionView } from '#features/base/accounts/contract.ts';
import { call } from '#webkit/api.ts';
import { features } from '../features.ts';

/** Who was there when this device last had a network. */
export const keptSession = async (): Promise<unknown> => (await import('#webkit/offline/device.ts')).keptSession();

/** Opens what this person may keep here for work without a network, and locks it when the session is over. All after the first page. */
export const useDevice = (view: SessionView | undefined): void => {
  const client = useQueryClient();
  const { state } = view ?? {};
  const accountId = view?.account?.id;
  const grantId = view?.grant?.id;
  useEffect(() => {
    if (view === undefined) return;
    const open = async (): Promise<void> => {
      const { startDevice, stopDevice } = await import('#webkit/offline/device.ts');
      const given = features.flatMap(({ device }) =>
        device && view.permissions.includes(device.permission) ? [device] : [],
      );
      if (state !== 'ready' || accountId === undefined || grantId === undefined || given.length === 0)
        return stopDevice();
      return startDevice({
        owner: { accountId, grantId },
        view,
        fetchKey: (device) => call(deviceKey, { query: { device } }),
        kinds: async () =>
          (await Promise.all(given.map(({ lazy }) => lazy()))).flatMap(({ outboxKinds }) => outboxKinds),
        client,
      });
    };
    // Without it the phone works as long as there is a network.
    open().catch(() => undefined);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same session read again is no reason to begin anew
  }, [client, state, accountId, grantId]);
};
