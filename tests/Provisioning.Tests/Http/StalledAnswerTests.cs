using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Provisioning.Http;
using Provisioning.Operations;
using Provisioning.Tests.Support;
using Xunit;

namespace Provisioning.Tests.Http;

/// <summary>
/// Answers whose body stops coming, over a transport like that of .NET Framework, whose streams ignore the token.
/// </summary>
public sealed class StalledAnswerTests
{
    [Fact]
    public async Task A_stalled_body_ends_with_the_time_of_the_call_and_closes_the_connection()
    {
        using var over = new CancellationTokenSource();
        using var stream = new DeafStream(endsWhenClosed: true);
        Task<Answer> reading = ReadAsync(stream, over.Token);
        await stream.Reading;

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.SoonAsync());
        Assert.True(stream.IsClosed);
    }

    [Fact]
    public async Task A_stalled_body_whose_connection_cannot_even_be_closed_is_left_behind()
    {
        using var over = new CancellationTokenSource();
        using var stream = new DeafStream(endsWhenClosed: false);
        Task<Answer> reading = ReadAsync(stream, over.Token);
        await stream.Reading;

        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.SoonAsync());
    }

    [Fact]
    public async Task A_body_that_arrives_is_read_over_such_a_transport()
    {
        using var stream = new DeafStream(endsWhenClosed: true);
        Task<Answer> reading = ReadAsync(stream, CancellationToken.None);
        await stream.Reading;

        stream.Answer("7"u8.ToArray());

        Assert.Equal(7, (int)(await reading.SoonAsync()).Json!);
    }

    private static Task<Answer> ReadAsync(Stream stream, CancellationToken cancellationToken) => AnswerReader.ReadAsync(
        new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream) }, TimeProvider.System, cancellationToken);

#pragma warning disable CA1844 // The streams of .NET Framework have only the older overload.
    private sealed class DeafStream(bool endsWhenClosed) : Stream
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _isOver;

        public Task Reading => _reading.Task;

        public bool IsClosed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Answer(byte[] bytes) => _answer.TrySetResult(bytes);

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (_isOver)
                return 0;
            _reading.TrySetResult();
            byte[] bytes = await _answer.Task;
            _isOver = true;
            bytes.CopyTo(buffer, offset);
            return bytes.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            if (endsWhenClosed)
                _answer.TrySetException(new ObjectDisposedException("stream"));
            base.Dispose(disposing);
        }
    }
}
