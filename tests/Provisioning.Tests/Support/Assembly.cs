using Xunit;

// Most tests wait for a socket or a disk, not for the processor.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
