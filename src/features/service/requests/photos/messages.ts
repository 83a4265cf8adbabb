import { catalogue } from '#shared/text.ts';

export const photoProblems = catalogue({
  'requests.photo_none': ['请先选照片', 'Please choose a photo first'],
  'requests.photo_many': ['一件诉求最多 6 张照片', 'A request takes at most six photos'],
  'requests.photo_left': ['这件诉求只能再加 {left} 张', 'This request takes {left} more'],
  'requests.photo_ended': ['不能再加照片了', 'No more photos can be added'],
  'requests.photo_large': ['每张照片不能超过 10 MB', 'A photo has at most 10 MB'],
  'requests.photo_files': [
    '一次共不能超过 20 MB，请分几次加',
    'At most 20 MB at once: please add them in several turns',
  ],
  'requests.picture_kind': [
    '第 {number} 张不是 JPG、PNG 或 WebP 照片',
    'File {number} is not a JPG, PNG or WebP photo',
  ],
  'requests.picture_damaged': [
    '第 {number} 张打不开，请用手机另存或重新拍一张',
    'Photo {number} cannot be read: save it anew or take another one',
  ],
  'requests.picture_points': [
    '第 {number} 张尺寸过大，请缩小后再加',
    'Photo {number} has too many points: make it smaller',
  ],
});

export const photoTexts = catalogue({
  title: ['照片', 'Photos'],
  none: ['没有照片', 'No photos'],
  one: ['照片 {number}', 'Photo {number}'],
  line: ['照片 {number}（{size}，{at}）', 'Photo {number} ({size}, {at})'],
  shown: ['群众提交的照片 {number}', 'Photo {number} of the resident'],
  add: ['加照片', 'Add photos'],
  files: ['选照片', 'Choose photos'],
  hint: [
    '最多还能加 {left} 张，一次共不超过 20 MB。JPG、PNG、WebP 都行；拍摄地点、时间等信息会自动去掉。照片里不要有无关的人和证件。',
    'Up to {left} more, at most 20 MB at once, as JPG, PNG or WebP. Place and time of taking are removed. Leave out people and papers that have nothing to do with it.',
  ],
  added: ['照片已收到', 'The photos were received'],
});
