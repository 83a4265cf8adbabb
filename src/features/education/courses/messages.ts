import { bodyProblems } from '#shared/body-texts.ts';
import { catalogue } from '#shared/text.ts';
import { packageProblems } from '#features/education/packages/messages.ts';

/** What the server refuses, by its key. */
export const courseProblems = catalogue({
  ...bodyProblems,
  ...packageProblems,
  'courses.topic_code': [
    '代码为2至30个小写字母、数字或下划线，以字母开头',
    'A code has 2 to 30 small letters, digits or underscores, and begins with a letter',
  ],
  'courses.topic_taken': ['此代码已被使用', 'This code is taken'],
  'courses.no_topic': ['没有这个主题，或已停用', 'No such topic, or it is retired'],
  'courses.wrong_state': ['课程已不在这一步', 'The course is no longer at this step'],
  'courses.other_person': [
    '参与编写或送审的人不能审核，请另一人办理',
    'Whoever wrote or submitted it cannot review it: another person does',
  ],
  'courses.own_hand': ['只有参与编写或送审的人才能撤回送审', 'Only whoever wrote or submitted it takes it back'],
  'courses.note': ['退回时请写明原因', 'Please say why it is returned'],
  'courses.no_file': ['文件不属于本课程，或放错了位置', 'A file is not of this course, or stands in the wrong place'],
  'courses.pass_over': ['合格题数不能超过出题数', 'No more can be needed than are asked'],
  'courses.empty': ['课程还没有内容', 'The course is still empty'],
  'courses.no_evidence': [
    '至少要有一个自测、现场教学或课件包：只看过不算学完',
    'It needs questions, a task on site or a package: having seen it is not having learnt it',
  ],
  'courses.same_id': ['有两个单元的编号相同', 'Two units have the same id'],
  'courses.text_empty': ['有图文单元还是空的', 'A text is still empty'],
  'courses.quiz_small': ['自测的题库题数少于出题数', 'A quiz asks more questions than it has'],
  'courses.quiz_guess': [
    '自测太容易蒙对，全靠猜也能通过的可能不得超过 5%：请增加题数、提高合格题数或少用判断题',
    'Guessing passes a quiz in more than 5 %: ask more, demand more, or judge fewer statements',
  ],
  'courses.no_captions': ['视频要有字幕文件', 'A video needs captions'],
  'courses.many_files': ['一门课程最多 100 个文件', 'A course holds at most 100 files'],
  'courses.secret': ['文件名带有密级标志，不能上传', 'The name bears a mark of secrecy: it cannot be sent'],
  'courses.captions_bad': ['字幕应为 WebVTT 文件（.vtt，UTF-8）', 'Captions are a WebVTT file (.vtt, UTF-8)'],
  file_damaged: ['文件已损坏或已加密，请重新保存后上传', 'The file is damaged or locked; save it anew'],
  file_programs: ['文件带有宏，请另存为不带宏的格式', 'The file holds macros; save it in a format without'],
  'courses.document_kind': ['文档应为 PDF 或 Word（.docx）', 'A document is PDF or Word (.docx)'],
  'courses.video_kind': ['视频应为 MP4 或 WebM，请先转码', 'A video is MP4 or WebM: convert it first'],
  'courses.part_name': [
    '视频集只收 .m3u8 和 .ts、.m4s、.mp4 分段，文件名用字母、数字、点、横线和下划线，都在一个文件夹里',
    'A set has .m3u8 and segments .ts, .m4s or .mp4, named by letters, digits, dots, hyphens and underscores, in one folder',
  ],
  'courses.part_kind': ['文件的内容和它的扩展名不符', 'A file is not what its name says'],
  'courses.set_first': ['视频集要有 .m3u8 播放列表', 'A set needs a playlist (.m3u8)'],
  'courses.set_lacks': [
    '播放列表里写的 {count} 个文件还没有选上，例如 {first}',
    '{count} {count?file:files} that the playlists name {count?is:are} missing, such as {first}',
  ],
  'courses.many_parts': ['一个视频集最多 3000 个文件', 'A set has at most 3,000 files'],
  'courses.copy_large': ['超过 500 MB 的视频请重新上传', 'A video above 500 MB is sent anew'],
  'courses.slides_kind': ['幻灯片应为 PDF 或 PowerPoint（.pptx）', 'Slides are PDF or PowerPoint (.pptx)'],
  'courses.tomorrow': ['今天的三次机会已用完，明天可再测', 'The three tries of today are used up: try again tomorrow'],
  'courses.enough_said': ['这个讨论里您已说了 50 次', 'You have spoken 50 times in this discussion'],
  'courses.own_task': [
    '本人完成的任务由支部其他同志确认',
    'Another person of the branch confirms what you did yourself',
  ],
});
