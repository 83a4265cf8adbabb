import { z } from 'zod';
import { isSeen } from '#shared/body.ts';

export const longestPost = 500;
/** So often one person speaks about one unit. */
export const mostPosts = 50;

export const seenText = z.string().trim().min(1).max(longestPost).refine(isSeen, 'required');
