import { catalogue } from '#shared/text.ts';

/** Why a package was not taken in, by the server's key. */
export const packageProblems = catalogue({
  'packages.no_zip': ['课件包应为 ZIP 压缩包（.zip）', 'A package is a ZIP archive (.zip)'],
  'packages.damaged': [
    '压缩包已损坏或不完整，请重新导出后再传',
    'The archive is damaged or incomplete: export it again',
  ],
  'packages.locked': ['压缩包有密码，请取消密码后再传', 'The archive has a password: remove it first'],
  'packages.unsafe': [
    '压缩包里有不安全的内容（越出文件夹的文件名、链接或互相重叠的文件），不能上传',
    'The archive is unsafe (names that lead out of its folder, links, or files that overlap): it is not taken',
  ],
  'packages.too_much': [
    '课件包太大：展开后最多 300 MB、3000 个文件',
    'The package is too large: at most 300 MB and 3000 files once unpacked',
  ],
  'packages.no_manifest': [
    '压缩包里没有 imsmanifest.xml 或 cmi5.xml，不是 SCORM 或 cmi5 课件包',
    'The archive holds neither imsmanifest.xml nor cmi5.xml: it is no SCORM or cmi5 package',
  ],
  'packages.bad_manifest': [
    '课件包的说明文件（imsmanifest.xml 或 cmi5.xml）读不懂，请让制作方重新导出',
    'The manifest cannot be read: ask whoever made the package to export it again',
  ],
  'packages.other_version': [
    '只接受 SCORM 1.2、SCORM 2004 和 cmi5 课件包',
    'Only SCORM 1.2, SCORM 2004 and cmi5 packages are taken',
  ],
  'packages.nothing_to_start': [
    '说明文件里没有可以打开的课件（最多 50 个）',
    'The manifest names nothing that can be started (at most 50 parts)',
  ],
  'packages.missing': [
    '说明文件里写的起始页不在压缩包里',
    'The page with which the manifest begins is not in the archive',
  ],
  'packages.elsewhere': [
    '课件放在别的网站上；这里只打开随包上传的课件',
    'Its pages lie on another site: only what is in the archive is opened here',
  ],
});
