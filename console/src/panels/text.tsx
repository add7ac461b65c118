import { type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import { useMemo } from 'react';
import type { TextOptions } from './panel-options.ts';

export function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>) {
  const { mode, content } = options;
  const text = replaceVariables(content, {}, 'html');
  // Both ways end in a sanitizer: the value of a label may stand in the text.
  const html = useMemo(
    () => (mode === 'html' ? textUtil.sanitize(text) : renderTextPanelMarkdown(text)),
    [mode, text],
  );
  return (
    <div
      className="markdown-html"
      data-testid="panel-text"
      style={{ overflow: 'auto', height: '100%' }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized in the lines above.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
