import type * as library from 'scorm-again';
import * as entry from 'scorm-again/scorm12/min';
import { offer, openBridge, quiet } from './bridge.ts';
import { layShims } from './shims.ts';

// Safe: the types of this entry tell of a default export where the file has a named one.
const { Scorm12API } = entry as unknown as Pick<typeof library, 'Scorm12API'>;

layShims();
const { start, kept, tell } = openBridge();
const api = new Scorm12API(quiet);
api.loadFromFlattenedJSON({
  ...kept,
  // What leads the learner on was kept, whatever the package said when it was left.
  'cmi.core.entry': Object.keys(kept).length === 0 ? 'ab-initio' : 'resume',
  'cmi.core.exit': '',
  'cmi.core.credit': 'credit',
  'cmi.core.student_id': 'learner',
  'cmi.core.student_name': '学员',
  'cmi.launch_data': start.launchData,
  ...(start.passing === '' ? {} : { 'cmi.student_data.mastery_score': start.passing }),
});
api.on('LMSSetValue.cmi.*', () => tell(api.getFlattenedCMI(), false));
for (const event of ['LMSCommit', 'LMSFinish']) api.on(event, () => tell(api.getFlattenedCMI(), true));
offer('API', api);
