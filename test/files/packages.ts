/** Courseware packages as authoring programs make them, small. */
import { rawZip, type RawEntry } from './raw-zip.ts';

/** A page of SCORM 1.2: it looks for the interface as most do, goes on where it stopped, and is passed by a button. */
const page12 = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>课件</title><link rel="stylesheet" href="Style/Main.css"></head>
<body><h1 id="where"></h1><button id="next">下一页</button> <button id="pass">我学会了</button>
<script>
function findApi(win) {
  var tries = 0;
  while (win.API == null && win.parent != null && win.parent != win && tries++ < 7) win = win.parent;
  return win.API;
}
var api = findApi(window);
api.LMSInitialize('');
var page = Number(api.LMSGetValue('cmi.core.lesson_location') || 1);
if (api.LMSGetValue('cmi.core.lesson_status') === 'not attempted') api.LMSSetValue('cmi.core.lesson_status', 'incomplete');
function show() { document.getElementById('where').textContent = '第' + page + '页'; }
show();
document.getElementById('next').onclick = function () {
  page++;
  api.LMSSetValue('cmi.core.lesson_location', String(page));
  api.LMSSetValue('cmi.suspend_data', 'seen=' + page);
  api.LMSSetValue('cmi.core.session_time', '00:10:00');
  api.LMSCommit('');
  show();
};
document.getElementById('pass').onclick = function () {
  api.LMSSetValue('cmi.core.score.raw', '90');
  api.LMSSetValue('cmi.core.lesson_status', 'passed');
  api.LMSFinish('');
  document.getElementById('where').textContent = '学会了';
};
</script></body></html>`;

const manifest12 = (more = '', schema = '1.2'): string => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>${schema}</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>党员教育课件</title>
    <item identifier="I1" identifierref="R1" parameters="?from=1"><title>第一课</title><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>mode=1</adlcp:datafromlms></item>${more}
  </organization></organizations>
  <resources>
    <resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="Index.html"><file href="Index.html"/></resource>
    <resource identifier="R2" type="webcontent" adlcp:scormtype="sco" href="two/start.html"/>
    <resource identifier="A" type="webcontent" adlcp:scormtype="asset" href="Index.html"/>
  </resources>
</manifest>`;

export const zipOf = (files: Readonly<Record<string, string | Buffer>>): Buffer =>
  rawZip(Object.entries(files).map(([name, content]): RawEntry => ({ name, content })));

export const scorm12 = (): Buffer =>
  zipOf({
    'imsmanifest.xml': manifest12(),
    'Index.html': page12,
    'Style/Main.css': 'h1 { color: rgb(1, 2, 3) }',
    'media/clip.mp4': Buffer.from('0123456789'),
  });

/** As a Chinese program packs it: names in GBK, and nothing that says so. */
export const scorm12InGbk = (): Buffer =>
  rawZip([
    { name: 'imsmanifest.xml', content: manifest12().replaceAll('Index.html', '%E9%A6%96%E9%A1%B5.html'), flags: 0 },
    {
      name: '首页.html',
      rawName: Buffer.concat([Buffer.from([0xca, 0xd7, 0xd2, 0xb3]), Buffer.from('.html')]),
      content: page12,
      flags: 0,
    },
  ]);

/** Two parts, and packed with its folder. */
export const scorm12OfTwo = (): Buffer =>
  zipOf({
    '课件/imsmanifest.xml': manifest12(
      '<item identifier="I2" identifierref="R2"><title>第二课</title></item><item identifier="I3" identifierref="A"><title>附图</title></item>',
    ),
    '课件/Index.html': page12,
    '课件/two/start.html': page12,
  });

export const scorm2004 = (): Buffer =>
  zipOf({
    'imsmanifest.xml': `<?xml version="1.0"?>
<manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>新标准课件</title>
    <item identifier="I" identifierref="R"><title>一课</title><imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>
  </organization></organizations>
  <resources xml:base="content/"><resource identifier="R" type="webcontent" adlcp:scormType="sco" href="index.html"/></resources>
</manifest>`,
    'content/index.html': '<html><head><meta charset="utf-8"></head><body><p>新标准</p></body></html>',
  });

/** As an assignable unit of cmi5 speaks: credentials, launch data, and what was learnt when its button is pressed. */
const pageCmi5 = `<html><head><meta charset="utf-8"></head><body><p>自带记录</p><p id="said"></p><button id="pass">我学会了</button>
<script>
(async function () {
  var query = new URLSearchParams(location.search);
  var asked = await fetch(query.get('fetch'), { method: 'POST', headers: { 'content-type': 'application/json' } });
  var headers = {
    authorization: 'Basic ' + (await asked.json())['auth-token'],
    'x-experience-api-version': '1.0.3',
    'content-type': 'application/json',
  };
  var actor = JSON.parse(query.get('actor'));
  var state = new URLSearchParams({
    stateId: 'LMS.LaunchData',
    activityId: query.get('activityId'),
    agent: JSON.stringify(actor),
    registration: query.get('registration'),
  });
  var data = await (await fetch(query.get('endpoint') + 'activities/state?' + state, { headers: headers })).json();
  document.getElementById('said').textContent = data.launchMode + ' ' + data.moveOn;
  document.getElementById('pass').onclick = async function () {
    var context = data.contextTemplate;
    context.registration = query.get('registration');
    context.contextActivities.category = [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }];
    var statement = {
      actor: actor,
      verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
      object: { id: query.get('activityId') },
      context: context,
    };
    var kept = await fetch(query.get('endpoint') + 'statements', {
      method: 'POST',
      headers: headers,
      body: JSON.stringify(statement),
    });
    document.getElementById('said').textContent = kept.status === 200 ? '记下了' : String(kept.status);
  };
})();
</script></body></html>`;

export const cmi5 = ({ moveOn = 'Passed' } = {}): Buffer =>
  zipOf({
    'cmi5.xml': `<?xml version="1.0"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.com/course"><title><langstring lang="en">Course</langstring><langstring lang="zh-CN">自带记录的课件</langstring></title></course>
  <au id="https://example.com/au/1" moveOn="${moveOn}" masteryScore="0.8"><title><langstring lang="zh-CN">一课</langstring></title><url>au/index.html?x=1</url><launchParameters>p=1</launchParameters></au>
</courseStructure>`,
    'au/index.html': pageCmi5,
  });

/** Archives that are refused, with the words that say why. */
export const refusedPackages: readonly (readonly [name: string, bytes: Buffer, words: string])[] = [
  ['no archive', Buffer.from('%PDF-1.7 is no package'), 'packages.no_zip'],
  ['half an archive', scorm12().subarray(0, 700), 'packages.damaged'],
  ['a name that leads out', rawZip([{ name: '../evil.html', content: 'x' }]), 'packages.unsafe'],
  ['an absolute name', rawZip([{ name: '/etc/passwd', content: 'x' }]), 'packages.unsafe'],
  ['a link', rawZip([{ name: 'index.html', content: '/etc/passwd', mode: 0o120777 }]), 'packages.unsafe'],
  [
    'entries that share bytes',
    rawZip([
      { name: 'a', content: 'x'.repeat(100) },
      { name: 'b', content: 'x'.repeat(100), offset: 0 },
    ]),
    'packages.unsafe',
  ],
  [
    'what explodes',
    rawZip([{ name: 'index.html', packed: Buffer.alloc(1_000), declaredSize: 900_000_000 }]),
    'packages.too_much',
  ],
  ['a locked archive', rawZip([{ name: 'index.html', content: 'x', flags: 0x801 }]), 'packages.locked'],
  ['no manifest', zipOf({ 'index.html': page12 }), 'packages.no_manifest'],
  ['a manifest that is no XML', zipOf({ 'imsmanifest.xml': '<manifest', 'index.html': '' }), 'packages.bad_manifest'],
  [
    'entities of its own',
    zipOf({
      'imsmanifest.xml': '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>',
      'index.html': '',
    }),
    'packages.bad_manifest',
  ],
  [
    'another version',
    zipOf({ 'imsmanifest.xml': manifest12('', '1.1'), 'Index.html': '', 'two/start.html': '' }),
    'packages.other_version',
  ],
  ['a start that is not there', zipOf({ 'imsmanifest.xml': manifest12() }), 'packages.missing'],
  [
    'nothing to start',
    zipOf({ 'imsmanifest.xml': '<manifest><organizations/><resources/></manifest>' }),
    'packages.nothing_to_start',
  ],
  [
    'pages of another site',
    zipOf({ 'cmi5.xml': '<courseStructure><au id="x:y"><url>https://example.com/au</url></au></courseStructure>' }),
    'packages.elsewhere',
  ],
  [
    'a page outside its folder',
    zipOf({ 'cmi5.xml': '<courseStructure><au id="x:y"><url>../../au.html</url></au></courseStructure>' }),
    'packages.bad_manifest',
  ],
];
