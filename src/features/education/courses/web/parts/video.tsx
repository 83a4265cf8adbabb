import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { setType } from '../../files/sets/rules.ts';
import { learnTexts } from '../messages.ts';
import css from './course.module.css';

const placeOf = (file: string): string => `course-place:${file}`;
/** So near to the beginning nobody wants to be taken back. */
const worthKeeping = 5;

/** A video with its captions. Where somebody stopped stays on this device, and nowhere else. */
export const Video = ({
  title,
  file,
  src,
  isSet = false,
  captions,
}: {
  readonly title: string;
  readonly file: string;
  readonly src: string;
  /** A playlist of segments, which most browsers play by a script. */
  readonly isSet?: boolean;
  readonly captions: string;
}): ReactNode => {
  const t = useText();
  const player = useRef<HTMLVideoElement>(null);
  const [plays, setPlays] = useState(true);
  useEffect(() => {
    const video = player.current;
    if (video === null) return undefined;
    const back = (): void => {
      const place = Number(localStorage.getItem(placeOf(file)) ?? 0);
      if (place > worthKeeping && place < video.duration - worthKeeping) video.currentTime = place;
    };
    const keep = (): void => localStorage.setItem(placeOf(file), String(Math.floor(video.currentTime)));
    video.addEventListener('loadedmetadata', back, { once: true });
    video.addEventListener('pause', keep);
    return () => {
      video.removeEventListener('loadedmetadata', back);
      video.removeEventListener('pause', keep);
    };
  }, [file]);
  useEffect(() => {
    const video = player.current;
    if (!isSet || video === null) return undefined;
    if (video.canPlayType(setType) !== '') {
      video.src = src;
      return undefined;
    }
    let stop = (): void => undefined;
    let isOver = false;
    import('hls.js/light').then(
      ({ default: Hls }) => {
        if (isOver) return;
        if (!Hls.isSupported()) {
          setPlays(false);
          return;
        }
        // Scripts come from our own files alone: no worker is made of a text.
        const hls = new Hls({ enableWorker: false });
        stop = () => hls.destroy();
        hls.loadSource(src);
        hls.attachMedia(video);
      },
      () => setPlays(false),
    );
    return () => {
      isOver = true;
      stop();
    };
  }, [isSet, src]);
  return (
    <>
      <video
        ref={player}
        className={css.media}
        controls
        playsInline
        preload="metadata"
        {...(isSet ? {} : { src })}
        aria-label={title}
      >
        <track kind="captions" src={captions} srcLang="zh" label={t(learnTexts.captions)} default />
      </video>
      {!plays && <p role="alert">{t(learnTexts.noFilm)}</p>}
    </>
  );
};
