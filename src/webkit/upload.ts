import { useState } from 'react';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { addressOf, countyHeaders, refusalOf } from './api.ts';

/** Sends one file to a command as `multipart/form-data` (part `file`), telling the share that has left (0–1). */
export const upload = <E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  file: File,
  onShare: (share: number) => void,
): Promise<Reply<E>> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open(endpoint.method, addressOf(endpoint, input));
    request.setRequestHeader('idempotency-key', newOpaqueId());
    for (const [name, value] of Object.entries(countyHeaders())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable('network'));
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status });
      if (response.ok) response.json().then((reply) => resolve(reply as Reply<E>), reject);
      else refusalOf(response).then(reject, reject);
    };
    request.send(form);
  });

export interface Upload<E extends Endpoint> {
  readonly start: (input: Call<E>, file: File) => void;
  /** The share that has left, 0–1; null while nothing is under way. */
  readonly share: number | null;
  readonly error: Error | null;
  readonly reset: () => void;
}

/** An upload with its progress, for a page: `useUpload(files.attach, (reply) => …)`. */
export const useUpload = <E extends Endpoint>(
  endpoint: E,
  onDone: (reply: Reply<E>) => void,
  onRefused?: (error: Error) => void,
): Upload<E> => {
  const [state, setState] = useState<{ share: number | null; error: Error | null }>({ share: null, error: null });
  const start = (input: Call<E>, file: File): void => {
    setState({ share: 0, error: null });
    upload(endpoint, input, file, (share) => setState({ share, error: null }))
      .then((reply) => {
        setState({ share: null, error: null });
        onDone(reply);
      })
      .catch((thrown: unknown) => {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        setState({ share: null, error });
        onRefused?.(error);
      });
  };
  return { start, ...state, reset: () => setState({ share: null, error: null }) };
};
