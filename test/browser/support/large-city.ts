import type { Page } from 'playwright-core';

const districts = ['110101', '110102', '110105', '110106', '110107', '110108', '110109', '110111'];
const states = ['0', '0', '0', '0', '0', '0', '0', '1', '2', '3', '4'];

/** Answers the question for all hospitals with a city of this size; every other question reaches Prometheus. */
export async function answerWithLargeCity(page: Page, hospitals: number): Promise<void> {
  await page.route('**/boards/**', async (route) => {
    const text = await (await route.fetch()).text();
    await route.fulfill({
      contentType: 'application/json',
      body: text.replace('"limit": 2500', `"limit": ${hospitals}`),
    });
  });
  await page.route(/query=.*hospital%3Astate%3Acode.*yibao_hospital_info/, async (route) => {
    const query = new URL(route.request().url()).searchParams.get('query') ?? '';
    if (query.includes('topk')) return route.fallback();
    const now = Date.now() / 1000;
    const result = Array.from({ length: hospitals }, (_, i) => ({
      metric: {
        hospital: String(10_000_000 + i),
        district: districts[Math.floor((i * districts.length) / hospitals)] ?? '',
        short_name: `示例${i}院`,
      },
      value: [now, states[i % states.length] ?? '0'],
    }));
    return route.fulfill({ json: { status: 'success', data: { resultType: 'vector', result } } });
  });
}
