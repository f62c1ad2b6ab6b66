using System.Collections.Generic;

namespace Provisioning.Chaos.Running;

/// <summary>All that one run said, in the order in which it said it.</summary>
/// <param name="Outcomes">The rows.</param>
/// <param name="Completed">Whether the run came to its end, having read all rows; a killed, stopped or fatally ended one did not.</param>
/// <param name="Fatal">The name of the error that ended the run; null where none did.</param>
/// <param name="FatalMessage">Its message.</param>
internal sealed record RunLog(IReadOnlyList<RowOutcome> Outcomes, bool Completed, string? Fatal = null, string? FatalMessage = null);
