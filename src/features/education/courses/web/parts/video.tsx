import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '#ui/language.tsx';
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
  captions,
}: {
  readonly title: string;
  readonly file: string;
  readonly src: string;
  readonly captions: string;
}): ReactNode => {
  const t = useText();
  const player = useRef<HTMLVideoElement>(null);
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
  return (
    <video ref={player} className={css.media} controls playsInline preload="metadata" src={src} aria-label={title}>
      <track kind="captions" src={captions} srcLang="zh" label={t(learnTexts.captions)} default />
    </video>
  );
};
