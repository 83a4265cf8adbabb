import { newOpaqueId } from '#shared/ids.ts';

const place = 'meeting.device';

/** A number that this browser keeps: one device signs in one member. Nothing about the device is in it. */
export const thisDevice = (): string => {
  try {
    const known = localStorage.getItem(place);
    if (known) return known;
    const made = newOpaqueId();
    localStorage.setItem(place, made);
    return made;
  } catch {
    // A browser that keeps nothing still signs in.
    return newOpaqueId();
  }
};
