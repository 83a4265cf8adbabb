import type * as library from 'scorm-again';
import * as entry from 'scorm-again/scorm2004/min';
import { offer, openBridge, quiet } from './bridge.ts';
import { layShims } from './shims.ts';

// Safe: the types of this entry tell of a default export where the file has a named one.
const { Scorm2004API } = entry as unknown as Pick<typeof library, 'Scorm2004API'>;

layShims();
const { start, kept, tell } = openBridge();
const api = new Scorm2004API(quiet);
api.loadFromFlattenedJSON({
  ...kept,
  // What leads the learner on was kept, whatever the package said when it was left.
  'cmi.entry': Object.keys(kept).length === 0 ? 'ab-initio' : 'resume',
  'cmi.exit': '',
  'cmi.learner_id': 'learner',
  'cmi.learner_name': '学员',
  'cmi.launch_data': start.launchData,
  ...(start.passing === '' ? {} : { 'cmi.scaled_passing_score': start.passing }),
  ...(start.threshold === '' ? {} : { 'cmi.completion_threshold': start.threshold }),
});
api.on('SetValue.cmi.*', () => tell(api.getFlattenedCMI(), false));
for (const event of ['Commit', 'Terminate']) api.on(event, () => tell(api.getFlattenedCMI(), true));
offer('API_1484_11', api);
