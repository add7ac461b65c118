// Gauge: exported by @grafana/ui up to 12.4, gone in 13.
import {
  type FieldConfig,
  type FieldDisplay,
  formattedValueToString,
  type GrafanaTheme2,
  type PanelProps,
  type Threshold,
  ThresholdsMode,
} from '@grafana/data';
import { arcPath, type Circle, type Scale, shareOf } from './gauge-arc.ts';
import type { GaugeOptions } from './panel-options.ts';
import { Repeated } from './repeated.tsx';

export function GaugePanel(panel: PanelProps<GaugeOptions>) {
  const { showThresholdMarkers } = panel.options;
  return (
    <Repeated
      panel={panel}
      layout={{ autoGrid: true }}
      draw={({ value, width, height }, theme) => (
        <Gauge {...{ value, width, height, theme, showThresholdMarkers }} />
      )}
    />
  );
}

interface GaugeProps {
  readonly value: FieldDisplay;
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
  readonly showThresholdMarkers: boolean;
}

function Gauge({ value, width, height, theme, showThresholdMarkers }: GaugeProps) {
  const { display, field } = value;
  const scale = { min: field.min ?? 0, max: field.max ?? 100 };
  const radius = Math.max(10, Math.min(width / 2 - 8, height / 1.55 - 10));
  const y = Math.min(height - radius * 0.5, radius + 10 + (height - 1.5 * radius) / 3);
  const stroke = Math.max(6, radius / 4.5);
  const ring: Circle = { x: width / 2, y, radius: radius - stroke / 2 - 5 };
  const text = formattedValueToString(display);
  return (
    <svg width={width} height={height} data-testid="viz-gauge" role="img" aria-label={text}>
      <g fill="none" strokeWidth={stroke}>
        <path d={arcPath(ring, 0, 1)} stroke={theme.colors.background.secondary} />
        <path d={arcPath(ring, 0, shareOf(display.numeric, scale))} stroke={display.color} />
      </g>
      {showThresholdMarkers && (
        <Markers
          circle={{ ...ring, radius: radius - 1.5 }}
          field={field}
          scale={scale}
          theme={theme}
        />
      )}
      <text
        x={width / 2}
        y={y + radius * 0.1}
        textAnchor="middle"
        fill={display.color}
        // The text must fit between the ends of the arc.
        fontSize={Math.min(radius * 0.42, (radius * 2.1) / Math.max(1, text.length))}
        fontWeight={500}
      >
        {text}
      </text>
    </svg>
  );
}

interface MarkersProps {
  readonly circle: Circle;
  readonly field: FieldConfig;
  readonly scale: Scale;
  readonly theme: GrafanaTheme2;
}

/** A thin outer ring in the colors of the limits. */
function Markers({ circle, field, scale, theme }: MarkersProps) {
  const { steps = [], mode } = field.thresholds ?? {};
  const share = ({ value }: Threshold) => {
    if (mode === ThresholdsMode.Percentage) return Math.max(0, value / 100);
    return shareOf(value, scale);
  };
  return (
    <g fill="none" strokeWidth={3}>
      {steps.map((step, i) => {
        const next = steps[i + 1];
        return (
          <path
            key={step.value}
            d={arcPath(circle, share(step), next ? share(next) : 1)}
            stroke={theme.visualization.getColorByName(step.color)}
          />
        );
      })}
    </g>
  );
}
