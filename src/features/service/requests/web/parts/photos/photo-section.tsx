import { Image } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useApi } from '#webkit/query.ts';
import { requestPhoto, requestPhotos } from '../../../photos/contract.ts';
import { photoTexts } from '../../../photos/messages.ts';
import css from './photos.module.css';

/** What the resident photographed; nothing where there is nothing. */
export const PhotoSection = ({ id }: { readonly id: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error } = useApi(requestPhotos, { params: { id } });
  const photos = data?.items ?? [];
  if (photos.length === 0 && !error) return null;
  return (
    <Section title={t(photoTexts.title)}>
      {error && <ErrorNotice error={error} />}
      <Image.PreviewGroup>
        <ul className={css.photos}>
          {photos.map(({ id: photo, at }, place) => (
            <li key={photo}>
              <Image
                src={addressOf(requestPhoto, { params: { id, photo } })}
                alt={t(photoTexts.shown, { number: place + 1 })}
                width={160}
                height={120}
                className={css.photo ?? ''}
                loading="lazy"
              />
              <div className={css.hint}>{format.moment(at)}</div>
            </li>
          ))}
        </ul>
      </Image.PreviewGroup>
    </Section>
  );
};
