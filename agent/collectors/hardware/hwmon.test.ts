import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeUpMachine } from '../../../test/support/made-up-machine.ts';
import { NoDataError } from '../../host/no-data-error.ts';
import { hwmon } from './hwmon.ts';

test('a chip behind no known bus goes by the name of its driver', async (t) => {
  const machine = madeUpMachine(t, hwmon, {
    '/sys/class/hwmon/hwmon0/name': 'Acpi Fan-1\n',
    '/sys/class/hwmon/hwmon0/fan2_input': '1200\n',
    '/sys/class/hwmon/hwmon0/temp1_input': '-500\n',
    '/sys/class/hwmon/hwmon0/temp2_input': 'broken\n',
    '/sys/class/hwmon/hwmon0/in0_input': '12000\n',
  });

  assert.deepEqual(await machine.samplesLater(), {
    'node_hwmon_chip_names{chip="acpi_fan_1",chip_name="acpi_fan_1"}': 1,
    'node_hwmon_fan_rpm{chip="acpi_fan_1",sensor="fan2"}': 1200,
    'node_hwmon_temp_celsius{chip="acpi_fan_1",sensor="temp1"}': -0.5,
  });
});

test('a machine without sensors has nothing to say', async (t) => {
  await assert.rejects(madeUpMachine(t, hwmon, {}).samplesLater(), NoDataError);
});
