import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { addressOf } from '#webkit/api.ts';
import { useApi } from '#webkit/query.ts';
import { requestPhoto, requestPhotos } from '../../../photos/contract.ts';
import { photoTexts } from '../../../photos/messages.ts';
import css from './phone.module.css';

/** What the resident photographed; each opens by itself. */
export const Photos = ({ id }: { readonly id: string }): ReactNode => {
  const t = useText();
  const { data } = useApi(requestPhotos, { params: { id } });
  const photos = data?.items ?? [];
  if (photos.length === 0) return null;
  return (
    <ul className={css.photos} aria-label={t(photoTexts.title)}>
      {photos.map(({ id: photo }, place) => {
        const src = addressOf(requestPhoto, { params: { id, photo } });
        return (
          <li key={photo}>
            <a href={src} target="_blank" rel="noreferrer">
              <img src={src} alt={t(photoTexts.shown, { number: place + 1 })} loading="lazy" />
            </a>
          </li>
        );
      })}
    </ul>
  );
};
