import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { priorities } from '../../../catalog/severities.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Announcement } from '../incidents/step.ts';
import { sampleStories } from './sample-stories.ts';
import { smsText } from './sms.ts';
import { smsLength } from './sms-length.ts';
import type { Story } from './story.ts';

const alarm = sampleStories.alarm!;
const area = sampleStories.area!;

/** The alarm story with other words. */
function saying(annotations: Record<string, string>, change: Partial<Incident> = {}): Story {
  const { incident } = alarm.announcement;
  const [root] = incident.members;
  const members = [{ ...root!, priority: change.priority ?? 'P1', annotations }];
  const announcement = { ...alarm.announcement, incident: { ...incident, ...change, members } };
  return { ...alarm, announcement };
}

describe('text of an SMS', () => {
  test('an alarm reads as in the domain document and takes 52 units', () => {
    const text = smsText(
      saying({ short_zh: '中心专线中断已转离线结算', action_zh: '重启光猫后报修运营商' }),
      'zh',
    );

    assert.equal(
      text,
      '【医保运维】紧急，示例一院：中心专线中断已转离线结算，09:12起。重启光猫后报修运营商。单号A4821',
    );
    assert.deepEqual(smsLength(text), { encoding: 'UCS-2', units: 52, parts: 1 });
  });

  test('an important one says so, and a missing first aid leaves no gap', () => {
    const text = smsText(saying({ short_zh: '5笔交易结果未知' }, { priority: 'P2' }), 'zh');

    assert.equal(text, '【医保运维】重要，示例一院：5笔交易结果未知，09:12起。单号A4821');
  });

  test('an area tells how many hospitals, and not to touch anything', () => {
    assert.equal(
      smsText(area, 'zh'),
      '【医保运维】紧急，朝阳区：片区专线大面积中断，影响23家，09:12起。请勿动设备等通知。单号A4821',
    );
    assert.equal(
      smsText(area, 'en'),
      'YB P1 朝阳区: district line outage, 23 hospitals, since 09:12. A4821',
    );
  });

  test('a recovery tells when and after how long', () => {
    assert.equal(
      smsText(sampleStories.recovery!, 'zh'),
      '【医保运维】恢复，示例一院：医院专线中断，09:50恢复，历时38分钟。单号A4821',
    );
  });

  test('what began on another day is told by its date', () => {
    const story = { ...alarm, at: alarm.at + 26 * 3_600_000 };

    assert.match(smsText(story, 'zh'), /，05-13起。/);
  });

  test('the strictest limits are used to the full, and one SMS is still enough', () => {
    const long = '一二三四五六七八九十一二三四五六七八九十一二三四五';
    const names = { districts: {}, hospitals: { '99010001': hospitalCalled(long) } };

    const text = smsText({ ...saying({ short_zh: long, action_zh: long }), names }, 'zh');

    assert.equal(smsLength(text).units, 69);
    assert.match(text, /^【医保运维】紧急，.{11}…：.{19}…，09:12起。.{11}…单号A4821$/);
  });

  test('whatever words come in, it is one SMS with its ticket', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 90 });
    const kinds = fc.constantFrom<Announcement['kind']>(
      'opened',
      'raised',
      'resolved',
      'again',
      'escalated',
      'reminded',
    );
    const given = fc.record({
      ...{ name: words, short: words, action: words, kind: kinds },
      priority: fc.constantFrom(...priorities),
      signature: fc.constantFrom('【医保运维】', '【北京市医疗保险运维值班中心】'),
      language: fc.constantFrom('zh' as const, 'en' as const),
    });
    fc.assert(
      fc.property(given, ({ name, short, action, kind, priority, signature, language }) => {
        const annotations = {
          short_zh: short,
          short_en: short,
          action_zh: action,
          action_en: action,
        };
        const story = saying(annotations, { priority });
        const names = { districts: {}, hospitals: { '99010001': hospitalCalled(name) } };
        const announcement = { ...story.announcement, kind };

        const text = smsText({ ...story, names, signature, announcement }, language);

        assert.equal(smsLength(text).parts, 1, text);
        assert.ok(text.endsWith('A4821') && text.isWellFormed(), text);
      }),
      { numRuns: 500 },
    );
  });
});

function hospitalCalled(name: string) {
  return { name, shortName: name, district: '110105', level: '3' };
}
