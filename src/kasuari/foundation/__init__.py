"""What every module needs and none owns: clock, access answers, refusals, events, states, files, jobs."""
